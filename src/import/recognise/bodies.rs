//! Who consults: the names of public bodies, which carry commas, "and" and "of".

use super::{
    pattern::{Captures, exact_pattern, pattern},
    units::Unit,
};

/// Words of a name: "Gas and Electricity Markets", "Business, Innovation and Employment". A comma belongs
/// to it only where "and" closes the list.
macro_rules! words {
    () => {
        concat!(words!(some), r"(?:(?:, (?:the )?", words!(some), r")*,? (?:and|&) (?:the )?", words!(some), r")?")
    };
    (some) => {
        r"(?u:\p{Lu}[\p{L}\d’'-]*(?: (?:(?:of|for) (?:the )?)?\p{Lu}[\p{L}\d’'-]*)*)"
    };
}

/// Bodies that are called as no other is.
macro_rules! known {
    () => {
        r"HM (?:Treasury|Revenue (?:and|&) Customs)|Home Office|Cabinet Office|Welsh Government|Scottish Government|Northern Ireland Executive|European Commission|Ofsted|Ofqual|Ofcom|Bundeskanzlei(?: BK)?"
    };
}

exact_pattern!(
    DEPARTMENT,
    concat!(r"\b((?:(?:Department|Ministry) (?:for|of)(?: the)?|Office (?:for|of)) ", words!(), "|", known!(), r")")
);
// "Care Quality Commission", "House of Commons Treasury Committee".
exact_pattern!(
    BODY,
    concat!(
        r"\b(",
        words!(),
        r" (?:Commission|Committee|Council|Authority|Agency|Office|Ombudsman|Inspectorate|Executive|Regulator|Department|Ministry|Government|Parliament|Assembly|Senedd|Board|Tribunal|Service))\b"
    )
);
// A body that is named behind another is one of its own.
exact_pattern!(NEXT, concat!(r"(?:,|,? (?:and|&)) (?:the )?(?:", known!(), r"|(?:Department|Ministry|Office) (?:for|of))"));
pattern!(
    CONSULTS,
    r"^(?: \([a-z]+\))?,? (?:(?:(?:is|are|will be) (?:now |currently |also )?|has (?:today |now )?|have )?(?:consult(?:s|ing)\b|(?:seek(?:s|ing)?|invit(?:es?|ing)|ask(?:s|ing)?|call(?:s|ing)?|launch(?:ed|es|ing)?|opened|issued|published|would (?:like|welcome))\b(?u:.){0,60}\b(?:views?|comments?|responses?|consultation|evidence|submissions?|feedback|inquiry|survey)\b))"
);
pattern!(
    BY,
    r"\b(?:consultation|inquiry|call for evidence|survey|discussion paper)(?: paper| document)?,?(?: (?:is|was|being))?(?: (?:issued|published|run|launched|conducted|led))? by (?:the )?$"
);
exact_pattern!(BEGINNING, r"^(?:The|This|Our|Your|A|An|Each|Any|Every|In|At|If|For|By) ");

/// How far from the beginning a body may be named, in units.
const FAR: usize = 200;

/// Who consults: the body of which that is said, else the department that is named first.
pub(super) fn department(units: &[Unit]) -> Option<String> {
    let units = &units[..units.len().min(FAR)];
    let first = || units.iter().find_map(|unit| DEPARTMENT.captures(&unit.text)).map(|found| alone(&found[1]).to_owned());
    units.iter().find_map(|unit| consulting(&unit.text)).or_else(first)
}

/// The body of which a text says that it consults.
fn consulting(text: &str) -> Option<String> {
    let consults = |found: &Captures| {
        let name = found.get(1)?;
        let said = CONSULTS.is_match(&text[name.end()..]) || BY.is_match(&text[..name.start()]);
        Some(alone(name.as_str()).to_owned()).filter(|_| said)
    };
    let departments = DEPARTMENT.all(text).iter().find_map(consults);
    departments.or_else(|| BODY.all(text).iter().filter_map(consults).find(|name| name.contains(' ')))
}

/// A name without the words before it and the body that is named behind it.
fn alone(name: &str) -> &str {
    let name = BEGINNING.captures(name).and_then(|found| found.get(0)).map_or(name, |word| &name[word.end()..]);
    NEXT.captures(name).and_then(|found| found.get(0)).map_or(name, |next| &name[..next.start()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str]) -> Option<String> {
        let units: Vec<Unit> = lines.iter().map(|text| Unit { text: (*text).to_owned(), ..Unit::default() }).collect();
        department(&units)
    }

    #[test]
    fn names_are_read_to_their_end() {
        for name in [
            "Ministry of Business, Innovation and Employment",
            "Ministry of Housing, Communities & Local Government",
            "Department for Digital, Culture, Media and Sport",
            "Department of Climate Change, Energy, the Environment and Water",
            "Department of the Prime Minister and Cabinet",
            "Office of Gas and Electricity Markets",
            "HM Treasury",
        ] {
            assert_eq!(found(&["Boats", &format!("The {name} keeps them.")]).as_deref(), Some(name));
        }
        assert_eq!(found(&["The Office of the Boat Commissioner keeps them."]), None);
    }

    #[test]
    fn any_body_consults_of_which_it_is_said() {
        for name in [
            "Care Quality Commission",
            "Competition and Markets Authority",
            "House of Commons Treasury Committee",
            "Digital, Culture, Media and Sport Committee",
            "Attorney-General's Department",
            "Kent County Council",
        ] {
            let said = format!("The {name} is seeking your views on boats.");
            assert_eq!(found(&["The Home Office has rules.", &said]).as_deref(), Some(name));
            assert_eq!(found(&[&format!("A consultation by the {name}")]).as_deref(), Some(name));
            assert_eq!(found(&[&format!("The {name} keeps boats."), name]), None);
        }
        let said = "The Equality and Human Rights Commission (EHRC) is consulting on boats.";
        assert_eq!(found(&[said]).as_deref(), Some("Equality and Human Rights Commission"));
    }

    #[test]
    fn another_body_is_no_part_of_a_name() {
        assert_eq!(found(&["The Department for Education and Ofsted share rules."]).as_deref(), Some("Department for Education"));
        let three = "The Department for Education, Welsh Government and Scottish Government met.";
        assert_eq!(found(&[three]).as_deref(), Some("Department for Education"));
        assert_eq!(found(&["The Commission is seeking views.", "Draft Boat Work Framework for Wales", "A Framework of Boats"]), None);
    }
}
