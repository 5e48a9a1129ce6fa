# METADATA
# title: "Messages to many or to outsiders need approval"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A13"
#   digest: "3fdc2a01cb50db39aad7a29d1d70d749966b3762e8e7330a05713bca1075aa99"
package acgs.agent_tools.a13

default bites := true

bites := false if {
	not input.call.category == "message"
	contains(input.call.category, "\u0000") == false
}

bites := false if {
	v1 := input.call.recipient_count
	v1 <= 10
	v1 >= -9223372036854775808
	floor(v1) == v1
	v2 := input.call.external_recipients
	v2 <= 0
	v2 >= -9223372036854775808
	floor(v2) == v2
}

bites := false if {
	v1 := input.approvals
	is_array(v1)
	count(v1) <= 8
	some a_0 in v1
	a_0.human == true
	a_0.call_sha256 == input.call.sha256
	contains(input.call.sha256, "\u0000") == false
}

message := concat("", [shown1, " recipients, ", shown3, " of them outside: a person approves first"])

default shown1 := "‹missing›"

shown1 := format_int(v1, 10) if {
	v1 := input.call.recipient_count
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.call.recipient_count

default shown3 := "‹missing›"

shown3 := format_int(v1, 10) if {
	v1 := input.call.external_recipients
	v1 >= -9223372036854775808
	v1 <= 9223372036854775807
	floor(v1) == v1
} else := "‹mistyped›" if _ = input.call.external_recipients
