//! A library with two rounds of a consultation, and positions on what they ask.
#![allow(dead_code)]

use crate::common::Files;

/// What was asked first.
pub const FIRST: &str = r#"title = "The Ferry Plan: first proposals"
department = "Harbour Board"
closes = 2020-06-30

[[question]]
id = "1"
text = "Should the ferry run on Sundays?"
options = "yes-no"

[[question]]
id = "2"
text = "Who should pay for the landing stage?"

[[question]]
id = "3"
text = "How should fares be set?"

[[question]]
id = "4"
text = "Do you agree with the plan for the buoys?"
options = "agree-5"

[[question]]
id = "5"
text = "Which harbours should be closed?"
"#;

/// What was said to it.
pub const SAID: &str = r#"+++
status = "submitted"
date = "2020-06"
+++

# Key points

The landing stage comes before the ferry (see [paragraph](#stage)). {#first}

# Answers

## 1

Yes (see [paragraph](#stage) below).

## 2

The county should pay, which owns it.[^lease] {#stage accept-unused-name="kept"}

It should not be:

- the islanders
- the ferry's crew

[^lease]: Under the lease of 1950.

## 3

Fares should follow what [question](#q5) decides, with {{ facts.members }} islanders in mind.

## 4

Agree. See our answers to [question](#q1) and [question](#q5), and [paragraph](#first).

## 5

None of them. A harbour that closes stays closed --> for good.

# Conclusion

We would be glad to speak of this.
"#;

/// What is asked now: 2 and 1 have changed places, 3 has changed, 4 is new, 5 was 4.
pub const SECOND: &str = r#"title = "The Ferry Plan: final proposals"
department = "Harbour Board"
closes = 2024-06-30
follows = "ferry-2020"

[[question]]
id = "1"
text = "Who should pay for the landing stage?"

[[question]]
id = "2"
text = "Should the ferry run on Sundays?"
options = "yes-no"

[[question]]
id = "3"
text = "How should fares be set for islanders?"

[[question]]
id = "4"
text = "May bicycles come on board?"
positions = ["sea/bicycles"]

[[question]]
id = "5"
text = "Do you agree with the plan for the buoys?"
options = "agree-5"
limit = { words = 100 }

[[question]]
id = "6"
text = "Is there anything else?"
"#;

/// The library.
pub fn files() -> Files {
    Files::default()
        .with(
            "respondent.toml",
            "[organisation]\nname = \"Our Union\"\n[facts.members]\nvalue = \"400\"\nas-of = 2020-01-01\n[signatories.chair]\nrole = \"Chair\"\n",
        )
        .with("responses/ferry-2020/consultation.toml", FIRST)
        .with("responses/ferry-2020/response.md", SAID)
        .with("responses/ferry-2024/consultation.toml", SECOND)
        .with(
            "positions/sea/bicycles.md",
            "+++\ntitle = \"Bicycles on the ferry\"\ntopics = [\"sea\", \"bicycles\"]\nagreed = 2022-03-01\n+++\n\n# Position\n\nA bicycle takes no more room than a trunk. It should travel free. {#free}\n\n## Size\n\nSee [paragraph](#free) for what is carried.\n",
        )
}
