# METADATA
# title: "High-risk decisions about people go to a case officer"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A23"
#   digest: "6faabd49fb238e3b24327f49a45d51f0e00288fef9741d28b6248169750596c6"
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
