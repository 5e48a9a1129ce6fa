# METADATA
# title: "After a secret was read, no network and no messages"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A04"
#   digest: "d31cbaec110221980d1c3decef61c86beea6c78e61df86958cad1ae4a902a391"
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
