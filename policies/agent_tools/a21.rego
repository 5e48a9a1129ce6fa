# METADATA
# title: "Approvals are fresh and used once"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A21"
#   digest: "5491c627f4b21c9f5cfef9074310f697bcd185e65a409a5e7800ea93b9e34fa3"
package acgs.agent_tools.a21

default bites := true

bites := false if {
	v2 := input.approvals
	is_array(v2)
	count(v2) <= 8
	every a_0 in v2 {
		a_0.used == false
		v1 := a_0.age_s
		v1 >= 0
		floor(v1) == v1
		v1 <= 900
	}
}

message := "an approval is older than 15 minutes, or was used before"
