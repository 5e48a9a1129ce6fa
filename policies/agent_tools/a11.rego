# METADATA
# title: "Production is read-only outside change windows"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A11"
#   digest: "d3b07724d7b96576170fb09b69fb85ad8c33f6da08e13557e680ee2a07119c61"
package acgs.agent_tools.a11

default bites := true

bites := false if {
	contains(input.resource.env, "\u0000") == false
	input.resource.env != "prod"
}

bites := false if input.call.read_only == true

bites := false if {
	input.time.weekday in [1, 2, 3, 4]
	input.time.hour >= 9
	floor(input.time.hour) == input.time.hour
	input.time.hour < 16
}

message := concat("", ["production is changed on days 1 to 4, from 9 to 16 only; this is day ", shown2, ", hour ", shown4])

default shown2 := "‹missing›"

shown2 := format_int(input.time.weekday, 10) if is_int(input.time.weekday)

shown2 := "‹mistyped›" if {
	v1 := input.time.weekday
	not is_int(v1)
}

default shown4 := "‹missing›"

shown4 := format_int(input.time.hour, 10) if is_int(input.time.hour)

shown4 := "‹mistyped›" if {
	v1 := input.time.hour
	not is_int(v1)
}

is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}
