# METADATA
# title: "A new goal needs new approvals"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A22"
#   digest: "97d14cb562a9182b08c7be681f84a89dd402476dbee9549d88ddbab9fd041eaa"
package acgs.agent_tools.a22

default bites := true

bites := false if {
	not input.call.category in ["delete", "exec"]
	v1 := input.call.category
	contains(v1, "\u0000") == false
}

bites := false if input.approvals == []

bites := false if {
	v1 := input.approvals
	is_array(v1)
	count(v1) <= 8
	every a_0 in v1 {
		a_0.goal_sha256 == input.session.goal_sha256
	}
	contains(input.session.goal_sha256, "\u0000") == false
}

message := concat("", ["the goal of the session has changed since this ", shown2, " call was approved"])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.call.category
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.category
