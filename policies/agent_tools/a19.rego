# METADATA
# title: "Agents select; the migration tool writes"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A19"
#   digest: "98bef62c76b3862a09f23b3e6b619100c73d6e1f5b0521d08cca0052d51aba1a"
package acgs.agent_tools.a19

default bites := true

bites := false if {
	contains(input.call.category, "\u0000") == false
	input.call.category != "database"
}

bites := false if input.call.statement_class == "select"

bites := false if {
	input.call.server == "migrations"
	input.call.statement_class in ["insert", "update", "delete", "ddl"]
}

message := concat("", ["a statement of class ", shown2, " is not for ", shown4, "/", shown6])

default shown2 := "‹missing›"

shown2 := input.call.statement_class if is_text(input.call.statement_class)

shown2 := "‹mistyped›" if {
	v1 := input.call.statement_class
	not is_text(v1)
}

default shown4 := "‹missing›"

shown4 := input.call.server if is_text(input.call.server)

shown4 := "‹mistyped›" if {
	v1 := input.call.server
	not is_text(v1)
}

default shown6 := "‹missing›"

shown6 := input.call.tool if is_text(input.call.tool)

shown6 := "‹mistyped›" if {
	v1 := input.call.tool
	not is_text(v1)
}

is_text(x) if {
	is_string(x)
	not contains(x, "\u0000")
}
