# METADATA
# title: "Packages come pinned, with their hash"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A18"
#   digest: "875b307bf307d8c66cc12f94c2d4302d5cdf395de8178be0900e2855be0fa5fa"
package acgs.agent_tools.a18

default bites := true

bites := false if {
	not input.call.category == "install"
	contains(input.call.category, "\u0000") == false
}

bites := false if {
	input.call.index_pinned == true
	input.call.hash_pinned == true
}

message := "packages are installed from the pinned index only, each with its hash"
