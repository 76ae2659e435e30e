//! Names that are often given to people, in small letters and in order. Those that places are as often called by, such as Stanley or Victoria, are
//! left out: a list of wards must not be taken for one of people.

/// Names that are often given to people.
pub(super) const GIVEN: [&str; 270] = [
    "aaron", "abdul", "abigail", "adam", "adrian", "agnieszka", "ahmed", "aidan", "aisha", "alan", "alice", "alison", "amanda", "amelia",
    "amina", "amy", "andrea", "andrew", "angela", "anita", "ann", "anna", "anne", "anthony", "arthur", "ashley", "ayesha", "barbara",
    "barry", "beatrice", "benjamin", "bernadette", "bernard", "beth", "bethany", "brenda", "brian", "bridget", "callum", "cameron",
    "carl", "carol", "caroline", "catherine", "charles", "charlie", "chloe", "christine", "christopher", "claire", "colin", "connor",
    "craig", "daniel", "danielle", "darren", "david", "dawn", "deborah", "declan", "denise", "dennis", "derek", "diane", "donna",
    "dorothy", "dylan", "edward", "eileen", "elaine", "eleanor", "ellen", "ellie", "emily", "emma", "eric", "erin", "ethan", "eve",
    "evelyn", "fatima", "fiona", "frances", "francis", "frank", "gareth", "gary", "gemma", "geoffrey", "gerard", "gillian", "giovanni",
    "graham", "hannah", "harriet", "harry", "hassan", "helen", "henry", "hussain", "ian", "ibrahim", "imran", "irene", "isabella",
    "isla", "jacob", "jacqueline", "jake", "james", "jamie", "jane", "janet", "janice", "jason", "jean", "jennifer", "jeremy", "jessica",
    "jill", "joan", "joanna", "joanne", "jodie", "joe", "john", "jonathan", "jordan", "joseph", "josh", "joshua", "joyce", "judith",
    "julia", "julie", "june", "karen", "kate", "katherine", "kathleen", "katie", "keith", "kelly", "kenneth", "kerry", "kevin",
    "khadija", "kieran", "kimberley", "kirsty", "krzysztof", "laura", "lauren", "leanne", "leon", "lesley", "lewis", "liam", "linda",
    "lindsay", "lisa", "louise", "lucy", "luke", "lynn", "maciej", "malcolm", "margaret", "maria", "marian", "marie", "marion", "mark",
    "martin", "mary", "maryam", "mateusz", "matthew", "maureen", "megan", "melanie", "melissa", "michael", "michelle", "mohamed",
    "mohammad", "mohammed", "muhammad", "natalie", "natasha", "nathan", "neil", "nicholas", "nicola", "nigel", "noah", "olga", "oliver",
    "olivia", "omar", "owen", "pamela", "patricia", "patrick", "paul", "paula", "pauline", "peter", "philip", "phoebe", "piotr", "priya",
    "rachel", "raymond", "rebecca", "richard", "robert", "robin", "roger", "ronald", "rosemary", "roy", "ruth", "ryan", "sally",
    "samantha", "samuel", "sandra", "sara", "sarah", "scott", "sean", "sharon", "sheila", "shirley", "simon", "siobhan", "sofia",
    "sophie", "stephanie", "stephen", "steven", "stuart", "susan", "suzanne", "tanya", "teresa", "theresa", "thomas", "timothy", "tina",
    "tomasz", "toni", "tracey", "tracy", "trevor", "valerie", "vanessa", "veronica", "victor", "vincent", "wayne", "wendy", "william",
    "yasmin", "yusuf", "yvonne", "zainab", "zara", "zoe",
];
