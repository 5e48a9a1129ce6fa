#!/bin/sh
# Says whether the ledger of this clone holds, with git, gpgv, sed, grep and coreutils alone: nothing of ACGS runs here.
#
#   git fetch origin refs/heads/acgs-ledger:refs/notes/acgs       # no +: a rewind, a fork or a deletion fails here
#   sh verify-with-git-and-gpgv.sh [PIN [REF]]                    # in the clone; REF is refs/notes/acgs unless said
#
# Asked: the chain (no merges, additions only, seq, engine), each note (engine, both digests of the commit), each ballot
# (id, member, what it binds), how many persons agree, and every root, of the governed files and of admitted commits.
# Not asked, `acgs verify` does: expiry and revocation of keys, times, the class of a change, which update is admitted.
# Exit 0 yes, 1 no, and what; 3 could not tell: an object is not in this clone.
set -u
export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1
pin=${1-} ref=${2-refs/notes/acgs}
t=$(mktemp -d) || exit 3
trap 'rm -rf "$t"' EXIT

no() {
	echo "no: $*"
	exit 1
}
unsure() {
	echo "could not tell: $*"
	exit 3
}
tree_blob() { git cat-file blob "$ref:$1" 2>/dev/null; }
sha() { sha256sum | cut -c1-64; }
dearmor() { sed -n '/^$/,/^=/p' | sed '/^=/d' | base64 -d; }
folder() { echo "_acgs/$(($1 / 1000))/$1"; }
field() { sed -n "s/^Acgs-$1: //p" "$t/entry"; }

# The council of the node $1: $t/council without comments and blanks, and $t/ring with its certificates.
council() {
	[ "$1" != "$known" ] || return 0
	known=$1
	tree_blob "$(folder "$1")/governed/constitution/council.toml" | sed 's/#.*//' | tr -d ' \n' >"$t/council"
	git ls-tree -r --name-only "$ref" "$(folder "$1")/governed/constitution/keys/" >"$t/keys"
	while read -r path; do tree_blob "$path" | dearmor; done <"$t/keys" >"$t/ring"
	[ -s "$t/ring" ] || no "entry $seq: node $1 has no certificates"
}
array() { sed -n "s/.*[]\"]$1=\[\([^]]*\)\].*/\1/p" "$t/council" | tr -d '"' | tr ',' ' '; }
share() { sed -n "s/.*[]\"]$1=\"\([0-9/]*\)\".*/\1/p" "$t/council"; }
keys_of() { sed -n "s/.*\[principals\.$1\]keys=\[\([^]]*\)\].*/\1/p" "$t/council"; }
# Whether key $1 belongs to principal $2, who has role $3.
holds() {
	case " $(array "$3") " in *" $2 "*) ;; *) return 1 ;; esac
	case $(keys_of "$2") in *"\"$1\""*) ;; *) return 1 ;; esac
}
# The primary key whose signature $1 over the file $2 holds, by $t/ring.
signer() { gpgv --status-fd 1 --keyring "$t/ring" "$1" "$2" 2>/dev/null | sed -n 's/^\[GNUPG:\] VALIDSIG .* //p'; }
# Cut the block at path $1 into $t/line, what is signed, and $t/asc.
cut_block() {
	tree_blob "$1" >"$t/block"
	sed -n 1p "$t/block" >"$t/line"
	sed 1d "$t/block" >"$t/asc"
}
said() { grep -qF "$1" "$t/line"; }
# The root of the files that `git ls-tree -r` lists on standard input.
root_of() {
	while read -r mode _ oid path; do
		printf '%s %s %s\n' "$mode" "$(git cat-file blob "$oid" | sha)" "$path"
	done | sha
}

check_note() {
	commit=$(echo "$1" | tr -d /)
	cut_block "$1"
	git cat-file -e "$commit" 2>/dev/null || unsure "entry $seq: the commit $commit of a note is not in this clone"
	[ "$(signer "$t/asc" "$t/line")" = "$engine" ] || no "entry $seq: the note of $commit is not signed as the entry is"
	said "\"gitCommit\":\"$commit\",\"sha256\":\"$(git cat-file commit "$commit" | sha)\"" ||
		no "entry $seq: the note of $commit is about other bytes"
	said "\"repo\":\"$repo\",\"seq\":$seq," || no "entry $seq: the note of $commit is of another entry"
}

check_ballot() {
	cut_block "$1"
	by=$(sed -n 's/.*"by":"\([a-z0-9-]*\)".*/\1/p' "$t/line")
	word=$(sed -n 's/.*"decision":"\([a-z]*\)".*/\1/p' "$t/line")
	issued=$(sed -n 's/.*"issued":\([0-9]*\),.*/\1/p' "$t/line")
	[ "$(sha <"$t/line")" = "${1##*/}" ] || no "entry $seq: the ballot ${1##*/} has another id"
	key=$(signer "$t/asc" "$t/line")
	holds "$key" "$by" council || no "entry $seq: the ballot ${1##*/} is not signed by a member called $by"
	said "\"predicate\":{\"base\":\"$base\",\"baseSeq\":$base_seq,\"by\":" || no "entry $seq: the ballot of $by is on another base"
	said "\"ref\":\"$(field Ref)\",\"repo\":\"$repo\"}" || no "entry $seq: the ballot of $by is for another ref or ledger"
	said "\"subject\":[{\"digest\":{\"sha256\":\"$root\"}" || no "entry $seq: the ballot of $by is about another root"
	echo "$by $issued $word" >>"$t/votes"
}

# Persons whose last word is yes; two last words of one number are none.
agreeing() {
	sort -k1,1 -k2,2n "$t/votes" | {
		last='' number='' word='' count=0
		while read -r by issued says || [ -n "$last" ]; do
			if [ "$by" != "$last" ]; then
				[ "$word" = yes ] && count=$((count + 1))
				[ -n "$by" ] || break
				last=$by number=$issued word=$says
			elif [ "$issued" = "$number" ]; then
				word=clash
			else
				number=$issued word=$says
			fi
		done
		echo "$count"
	}
}

check_node() {
	root=$(field Root) base=$(field Base) base_seq=$(field Base-Seq)
	d=$(folder "$seq")
	git ls-tree -r "$ref:$d/governed" >"$t/files" 2>/dev/null
	[ "$(root_of <"$t/files")" = "$root" ] || no "entry $seq: the governed files are not those of the root $root"
	council "${base_seq:-1}"
	set -- $(array council)
	if [ -z "$base" ]; then
		base=$(printf '%064d' 0) base_seq=0 need=$#
	else
		[ "$base" = "$(cat "$t/root.$base_seq" 2>/dev/null)" ] || no "entry $seq: entry $base_seq did not ratify $base"
		part=$(share "$(field Class)")
		need=$((($# * ${part%/*} + ${part#*/} - 1) / ${part#*/}))
		[ "$need" -ge 2 ] || [ $# -eq 1 ] || need=2
	fi
	: >"$t/votes"
	git ls-tree -r --name-only "$ref" "$d/ballots/" >"$t/ballots"
	while read -r path; do check_ballot "$path"; done <"$t/ballots"
	[ "$(agreeing)" -ge "$need" ] || no "entry $seq: $(agreeing) of $need needed agree"
	echo "$root" >"$t/root.$seq"
}

check_update() {
	force=$(field Ratified)
	[ "$(field Admitted)" = yes ] || return 0
	[ "$(field Root)" = "$(cat "$t/root.$force" 2>/dev/null)" ] || no "entry $seq: entry $force did not ratify $(field Root)"
	council "$force"
	git ls-tree -r "$(field New)" -- $(array governed | sed 's|/\*\*||g; s|\*\*||g') >"$t/files" 2>/dev/null ||
		unsure "entry $seq: the files of $(field New) are not in this clone"
	[ "$(root_of <"$t/files")" = "$(field Root)" ] || no "entry $seq: the governed files of $(field New) have another root"
}

git rev-parse -q --verify "$ref^{commit}" >/dev/null || no "there is no $ref here"
[ "$(git rev-parse --is-shallow-repository)" = false ] || unsure "this clone is shallow"
git rev-list --objects --missing=print "$ref" >"$t/objects" 2>/dev/null && ! grep '^?' "$t/objects" >"$t/odd" ||
	unsure "not all of the ledger is here: $(sed -n 1p "$t/odd" 2>/dev/null)"
[ "$(git rev-list --min-parents=2 --count "$ref")" = 0 ] || no "the ledger has merges"
git log --format= --name-status --no-renames "$ref" >"$t/changes"
grep -v '^A' "$t/changes" >"$t/odd" && no "an entry takes away or changes: $(sed -n 1p "$t/odd")"

genesis='' seq=0 force=1 known=''
git rev-list --reverse "$ref" >"$t/entries"
while read -r oid; do
	seq=$((seq + 1))
	git cat-file commit "$oid" >"$t/raw"
	sed -n '/^gpgsig /,/-----END/p' "$t/raw" | sed 's/^gpgsig //; s/^ //' >"$t/entry.asc"
	sed '/^gpgsig /,/-----END/d' "$t/raw" >"$t/entry"
	council "$force"
	engine=$(signer "$t/entry.asc" "$t/entry")
	found=
	for name in $(array engine); do holds "$engine" "$name" engine && found=yes; done
	[ "$found" ] || no "entry $seq: not signed by the engine of the council in force"
	[ "$(field Seq)" = $seq ] || no "entry $seq: says that it is entry $(field Seq)"
	repo=${genesis:-0000000000000000000000000000000000000000}
	[ "$(field Repo)" = "$repo" ] || no "entry $seq: is of another ledger"
	[ "$(field Council)" = "$(tree_blob "$(folder "$force")/governed/constitution/council.toml" | sha)" ] ||
		no "entry $seq: names another council file than the one in force"
	case $(field Event) in
	genesis | ratify) check_node ;;
	update | rewind) ;;
	release | head) ;;
	*) no "entry $seq: the event $(field Event) is not read by this script" ;;
	esac
	git diff-tree --root -r --no-commit-id --name-only --no-renames "$oid" | grep -v '^_acgs/' >"$t/notes"
	while read -r path; do check_note "$path"; done <"$t/notes"
	case $(field Event) in update | rewind) check_update ;; esac
	[ "$genesis" ] || genesis=$oid
done <"$t/entries"

found="acgs:v1:$genesis:$(tree_blob _acgs/0/1/governed/constitution/council.toml | sha)"
[ -z "$pin" ] || [ "$pin" = "$found" ] || no "the pin is $pin, and this is $found"
echo "yes: $seq entries, root $(cat "$t/root.$force"), $([ "$pin" ] && echo pinned || echo "not pinned")"
