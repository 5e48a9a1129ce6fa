# METADATA
# title: "A session has a budget of calls and money"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A10"
#   digest: "65b77ad4571e7b5531ae88a1d644560c95199c74b42df2d01494800863bf3156"
package acgs.agent_tools.a10

default bites := true

bites := false if {
	input.session.calls >= -9223372036854775808
	input.session.calls <= 200
	floor(input.session.calls) == input.session.calls
	is_object(input.call)
	not has_key(input.call, "amount_cents")
}

bites := false if {
	input.session.calls >= -9223372036854775808
	input.session.calls <= 200
	floor(input.session.calls) == input.session.calls
	input.call.amount_cents >= 0
	input.call.amount_cents <= 9223372036854775807
	floor(input.call.amount_cents) == input.call.amount_cents
	input.session.spend_cents >= -9223372036854775808
	input.session.spend_cents <= 9223372036854775807
	floor(input.session.spend_cents) == input.session.spend_cents
	v1 := input.session.spend_cents + input.call.amount_cents
	v1 >= -9223372036854775808
	v1 <= 500000
}

message := concat("", ["over the session's budget: call ", shown2, ", ", shown4, " cents spent before it"])

default shown2 := "‹missing›"

shown2 := format_int(input.session.calls, 10) if is_int(input.session.calls)

shown2 := "‹mistyped›" if {
	v1 := input.session.calls
	not is_int(v1)
}

default shown4 := "‹missing›"

shown4 := format_int(input.session.spend_cents, 10) if is_int(input.session.spend_cents)

shown4 := "‹mistyped›" if {
	v1 := input.session.spend_cents
	not is_int(v1)
}

is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}

has_key(object, key) if _ = object[key]
