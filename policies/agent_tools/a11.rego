# METADATA
# title: "Production is read-only outside change windows"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A11"
#   digest: "d3b07724d7b96576170fb09b69fb85ad8c33f6da08e13557e680ee2a07119c61"
package acgs.agent_tools.a11

default bites := true

bites := false if {
	not input.resource.env == "prod"
	contains(input.resource.env, "\u0000") == false
}

bites := false if input.call.read_only == true

bites := false if {
	v1 := input.time.hour
	v1 < 16
	floor(v1) == v1
	input.time.weekday in [1, 2, 3, 4]
	v1 >= 9
}

message := concat("", ["production is changed on days 1 to 4, from 9 to 16 only; this is day ", shown2, ", hour ", shown4])

default shown2 := "‹missing›"

shown2 := format_int(v1, 10) if {
	v1 := input.time.weekday
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.time.weekday

default shown4 := "‹missing›"

shown4 := format_int(v1, 10) if {
	v1 := input.time.hour
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.time.hour
