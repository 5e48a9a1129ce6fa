# METADATA
# title: "Messages to many or to outsiders need approval"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A13"
#   digest: "3fdc2a01cb50db39aad7a29d1d70d749966b3762e8e7330a05713bca1075aa99"
package acgs.agent_tools.a13

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "message"
}

bites := false if {
	input.call.recipient_count >= -9223372036854775808
	input.call.recipient_count <= 10
	floor(input.call.recipient_count) == input.call.recipient_count
	input.call.external_recipients >= -9223372036854775808
	input.call.external_recipients <= 0
	floor(input.call.external_recipients) == input.call.external_recipients
}

bites := false if {
	is_array(input.approvals)
	count(input.approvals) <= 8
	contains(input.call.sha256, "\u0000") == false
	some a_0 in input.approvals
	a_0.human == true
	a_0.call_sha256 == input.call.sha256
}

message := concat("", [shown1, " recipients, ", shown3, " of them outside: a person approves first"])

default shown1 := "‹missing›"

shown1 := format_int(input.call.recipient_count, 10) if is_int(input.call.recipient_count)

shown1 := "‹mistyped›" if {
	v1 := input.call.recipient_count
	not is_int(v1)
}

default shown3 := "‹missing›"

shown3 := format_int(input.call.external_recipients, 10) if is_int(input.call.external_recipients)

shown3 := "‹mistyped›" if {
	v1 := input.call.external_recipients
	not is_int(v1)
}

is_int(x) if {
	is_number(x)
	x >= -9223372036854775808
	x <= 9223372036854775807
	floor(x) == x
}
