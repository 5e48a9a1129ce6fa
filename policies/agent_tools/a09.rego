# METADATA
# title: "Large payments need two approvers"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A09"
#   digest: "1c344b738730abe07e9f4330a77d7cc60b6874889973a41640b41451981fc050"
package acgs.agent_tools.a09

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "payment"
}

bites := false if {
	input.call.amount_cents >= -9223372036854775808
	input.call.amount_cents <= 100000
	floor(input.call.amount_cents) == input.call.amount_cents
}

bites := false if input.resource.env == "dev"

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	some a_0 in input.approvals
	contains(a_0.role, "\u0000") == false
	contains(a_0.by, "\u0000") == false
	some b_1 in input.approvals
	contains(b_1.role, "\u0000") == false
	a_0.role != b_1.role
	contains(b_1.by, "\u0000") == false
	a_0.by != b_1.by
}

message := concat("", ["payment of ", shown2, " cents needs two approvers of different roles"])

default shown2 := "‹missing›"

shown2 := format_int(input.call.amount_cents, 10) if is_int(input.call.amount_cents)

shown2 := "‹mistyped›" if {
	v1 := input.call.amount_cents
	not is_int(v1)
}

is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}
