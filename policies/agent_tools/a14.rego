# METADATA
# title: "Personal data is masked in output"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A14"
#   digest: "faccdce8db60b56e619daa589e0ec1339aa918ee37856aff55318aacd1265d5b"
package acgs.agent_tools.a14

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "message"
	is_array(input.call.tags)
	count(input.call.tags) <= 8
	every v1 in input.call.tags {
		contains(v1, "\u0000") == false
	}
	not "personal_data" in input.call.tags
}

bites := false if {
	input.session.seen.pii == false
	is_array(input.call.tags)
	count(input.call.tags) <= 8
	every v1 in input.call.tags {
		contains(v1, "\u0000") == false
	}
	not "personal_data" in input.call.tags
}

bites := false if input.call.output_masked == true

message := concat("", ["the output of ", shown2, "/", shown4, " would show personal data that is not masked"])

default shown2 := "‹missing›"

shown2 := input.call.server if is_text(input.call.server)

shown2 := "‹mistyped›" if {
	v1 := input.call.server
	not is_text(v1)
}

default shown4 := "‹missing›"

shown4 := input.call.tool if is_text(input.call.tool)

shown4 := "‹mistyped›" if {
	v1 := input.call.tool
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
