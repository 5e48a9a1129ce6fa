# METADATA
# title: "High-risk decisions about people go to a case officer"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A23"
#   digest: "962461355d33320b09ad03f796e18ddf39287af0858330557bb169eca82b086c"
package acgs.agent_tools.a23

default bites := true

bites := false if {
	is_array(input.call.tags)
	count(input.call.tags) <= 8
	every t_0 in input.call.tags {
		contains(t_0, "\u0000") == false
		not t_0 in ["employment", "credit", "health"]
	}
}

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	contains(input.call.sha256, "\u0000") == false
	some a_0 in input.approvals
	a_0.human == true
	a_0.role == "case_officer"
	a_0.call_sha256 == input.call.sha256
}

message := "a decision about a person is for a case officer to take"
