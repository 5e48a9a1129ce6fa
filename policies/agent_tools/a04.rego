# METADATA
# title: "After a secret was read, no network and no messages"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A04"
#   digest: "1d41c9c39bf07340c712e6dadbbdc067c1a5526146cdb441fd8eda88ce4c0316"
package acgs.agent_tools.a04

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	not input.call.category in ["network", "message"]
}

bites := false if input.session.seen.secret == false

message := concat("", ["a secret is in the context, so no ", shown2, " call"])

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
