# METADATA
# title: "Nobody approves his own call"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A05"
#   digest: "10f5d42318808c60e5503437a672c9f58a7201319d3d47ec403f58c49433a784"
package acgs.agent_tools.a05

default bites := true

bites := false if input.approvals == []

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	contains(input.actor.key, "\u0000") == false
	contains(input.actor.on_behalf_of, "\u0000") == false
	is_array(input.actor.principals)
	count(input.actor.principals) <= 8
	every v1 in input.actor.principals {
		contains(v1, "\u0000") == false
	}
	every a_0 in input.approvals {
		contains(a_0.by, "\u0000") == false
		a_0.by != input.actor.key
		contains(a_0.principal, "\u0000") == false
		a_0.principal != input.actor.on_behalf_of
		not a_0.principal in input.actor.principals
	}
}

message := concat("", ["an approval comes from the agent ", shown2, " itself, or from somebody for whom the call is made"])

default shown2 := "‹missing›"

shown2 := input.actor.key if is_text(input.actor.key)

shown2 := "‹mistyped›" if {
	v1 := input.actor.key
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
