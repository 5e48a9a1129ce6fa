# METADATA
# title: "Large payments need two approvers"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A09"
#   digest: "1c344b738730abe07e9f4330a77d7cc60b6874889973a41640b41451981fc050"
package acgs.agent_tools.a09

default bites := true

bites := false if {
	not input.call.category == "payment"
	contains(input.call.category, "\u0000") == false
}

bites := false if {
	v1 := input.call.amount_cents
	v1 <= 100000
	v1 >= -9223372036854775808
	floor(v1) == v1
}

bites := false if input.resource.env == "dev"

bites := false if {
	v1 := input.approvals
	is_array(v1)
	count(v1) <= 8
	some a_0 in v1
	some b_1 in v1
	not a_0.role == b_1.role
	not a_0.by == b_1.by
	texts := concat("", [a_0.role, a_0.by, b_1.role, b_1.by])
	not contains(texts, "\u0000")
}

message := concat("", ["payment of ", shown2, " cents needs two approvers of different roles"])

default shown2 := "‹missing›"

shown2 := format_int(v1, 10) if {
	v1 := input.call.amount_cents
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.call.amount_cents
