# METADATA
# title: "After untrusted content nothing leaves"
# description: Written by acgs compile; change the principle instead.
# custom:
#   id: "A03"
#   digest: "7fb0c9ad7fe69bd7128cffd937cc86bf60a19ce1950f68a6252be22bcc3a3468"
package acgs.agent_tools.a03

default bites := true

bites := false if input.call.leaves_organisation == false

bites := false if input.session.seen.untrusted == false

message := "untrusted content has entered the context, so nothing leaves the organisation"
