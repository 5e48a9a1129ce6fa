# METADATA
# title: "Personal data is masked in output"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A14"
#   digest: "faccdce8db60b56e619daa589e0ec1339aa918ee37856aff55318aacd1265d5b"
package acgs.agent_tools.a14

default bites := true

bites := false if {
	not input.call.category == "message"
	v1 := input.call.tags
	is_array(v1)
	count(v1) <= 8
	not "personal_data" in v1
	texts := concat("", [input.call.category, concat("", v1)])
	not contains(texts, "\u0000")
}

bites := false if {
	input.session.seen.pii == false
	v1 := input.call.tags
	is_array(v1)
	count(v1) <= 8
	not "personal_data" in v1
	contains(concat("", v1), "\u0000") == false
}

bites := false if input.call.output_masked == true

message := concat("", ["the output of ", shown2, "/", shown4, " would show personal data that is not masked"])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.call.server
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.server

default shown4 := "‹missing›"

shown4 := v1 if {
	v1 := input.call.tool
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.tool
