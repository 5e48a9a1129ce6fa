# METADATA
# title: "A new goal needs new approvals"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A22"
#   digest: "97d14cb562a9182b08c7be681f84a89dd402476dbee9549d88ddbab9fd041eaa"
package acgs.agent_tools.a22

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	not input.call.category in ["delete", "exec"]
}

bites := false if input.approvals == []

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	contains(input.session.goal_sha256, "\u0000") == false
	every a_0 in input.approvals {
		a_0.goal_sha256 == input.session.goal_sha256
	}
}

message := concat("", ["the goal of the session has changed since this ", shown2, " call was approved"])

default shown2 := "‹missing›"

shown2 := input.call.category if is_text(input.call.category)

shown2 := "‹mistyped›" if {
	v1 := input.call.category
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
