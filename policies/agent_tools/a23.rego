# METADATA
# title: "High-risk decisions about people go to a case officer"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A23"
#   digest: "962461355d33320b09ad03f796e18ddf39287af0858330557bb169eca82b086c"
package acgs.agent_tools.a23

default bites := true

bites := false if {
	v1 := input.call.tags
	is_array(v1)
	count(v1) <= 8
	every t_0 in v1 {
		not t_0 in ["employment", "credit", "health"]
		contains(t_0, "\u0000") == false
	}
}

bites := false if {
	v1 := input.approvals
	is_array(v1)
	count(v1) <= 8
	some a_0 in v1
	a_0.human == true
	a_0.role == "case_officer"
	a_0.call_sha256 == input.call.sha256
	contains(input.call.sha256, "\u0000") == false
}

message := "a decision about a person is for a case officer to take"
