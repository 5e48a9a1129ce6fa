# METADATA
# title: "Approvals are fresh and used once"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A21"
#   digest: "5491c627f4b21c9f5cfef9074310f697bcd185e65a409a5e7800ea93b9e34fa3"
package acgs.agent_tools.a21

default bites := true

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	every a_0 in input.approvals {
		a_0.age_s >= 0
		floor(a_0.age_s) == a_0.age_s
		a_0.age_s <= 900
		a_0.used == false
	}
}

message := "an approval is older than 15 minutes, or was used before"
