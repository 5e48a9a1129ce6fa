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
	v2 := input.approvals
	is_array(v2)
	count(v2) <= 8
	v3 := input.actor.principals
	is_array(v3)
	count(v3) <= 8
	every a_0 in v2 {
		not a_0.principal in v3
		not a_0.by == input.actor.key
		not a_0.principal == input.actor.on_behalf_of
		v1 := a_0.principal
		texts := concat("", [v1, a_0.by])
		not contains(texts, "\u0000")
	}
	texts := concat("", [concat("", v3), input.actor.key, input.actor.on_behalf_of])
	not contains(texts, "\u0000")
}

message := concat("", ["an approval comes from the agent ", shown2, " itself, or from somebody for whom the call is made"])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.actor.key
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.actor.key
