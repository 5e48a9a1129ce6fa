# METADATA
# title: "Agents select; the migration tool writes"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A19"
#   digest: "98bef62c76b3862a09f23b3e6b619100c73d6e1f5b0521d08cca0052d51aba1a"
package acgs.agent_tools.a19

default bites := true

bites := false if {
	not input.call.category == "database"
	contains(input.call.category, "\u0000") == false
}

bites := false if input.call.statement_class == "select"

bites := false if {
	input.call.server == "migrations"
	input.call.statement_class in ["insert", "update", "delete", "ddl"]
}

message := concat("", ["a statement of class ", shown2, " is not for ", shown4, "/", shown6])

default shown2 := "‹missing›"

shown2 := v1 if {
	v1 := input.call.statement_class
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.statement_class

default shown4 := "‹missing›"

shown4 := v1 if {
	v1 := input.call.server
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.server

default shown6 := "‹missing›"

shown6 := v1 if {
	v1 := input.call.tool
	contains(v1, "\u0000") == false
} else := "‹mistyped›" if _ = input.call.tool
