# METADATA
# title: "A session has a budget of calls and money"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A10"
#   digest: "65b77ad4571e7b5531ae88a1d644560c95199c74b42df2d01494800863bf3156"
package acgs.agent_tools.a10

default bites := true

bites := false if {
	object.get(input.call, "amount_cents", set()) == set()
	v1 := input.session.calls
	v1 <= 200
	v1 >= -9223372036854775808
	floor(v1) == v1
}

bites := false if {
	v2 := input.session.calls
	v2 <= 200
	v2 >= -9223372036854775808
	floor(v2) == v2
	v3 := input.call.amount_cents
	v3 >= 0
	v3 <= 9223372036854775807
	floor(v3) == v3
	v4 := input.session.spend_cents
	v4 >= -9223372036854775808
	v4 <= 9223372036854775807
	floor(v4) == v4
	v1 := v4 + v3
	v1 >= -9223372036854775808
	v1 <= 500000
}

message := concat("", ["over the session's budget: call ", shown2, ", ", shown4, " cents spent before it"])

default shown2 := "‹missing›"

shown2 := format_int(v1, 10) if {
	v1 := input.session.calls
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.session.calls

default shown4 := "‹missing›"

shown4 := format_int(v1, 10) if {
	v1 := input.session.spend_cents
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.session.spend_cents
