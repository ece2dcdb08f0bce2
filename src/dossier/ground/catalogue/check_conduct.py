"""Codes DC267 to DC279: who acts, what may be shown, what was signed."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

_W, _A = Severity.WARNING, Severity.ADVICE

RULES: tuple[Rule, ...] = (
    Rule(
        "DC267",
        "withheld-piece-communicated",
        _W,
        "pièce à ne pas produire, communiquée",
        "Aucune entrée `communication` ne cite une correspondance entre avocats non « officielle », une lettre d’avocat à client, une "
        "pièce de médiation, un enregistrement fait à l’insu de la personne, des données personnelles ou une pièce marquée confidentielle.",
        "Le secret ne dépend pas de qui gagne à le lever : le juge écarte la pièce, et celui qui la produit s’expose. Une pièce déjà partie se "
        "retire formellement.",
        "- date: 2026-06-02\n  acte: communication\n  pieces: [{fichier: pieces/lettre-confrere.pdf, nature: correspondance_avocats}]",
        "Si la pièce n’est pas partie, ôtez-la de l’entrée. Si elle porte la mention « officielle », écrivez `officielle: oui`. Sinon, "
        "parlez-en à votre conseil.",
        "Loi n° 71-1130 du 31 décembre 1971, art. 66-5 ; CPC 1528-3",
    ),
    Rule(
        "DC268",
        "act-proved-by-withheld-piece",
        _W,
        "acte sans preuve qui puisse être produite",
        "Un acte du journal a au moins une pièce qui peut être produite, quand il en a.",
        "Une reconnaissance écrite dans une lettre entre avocats, ou en médiation, compte dans l’étape et la prescription affichées ; devant le "
        "juge, rien ne la montrerait.",
        "acte: reconnaissance_de_dette\npieces: [{fichier: pieces/lettre-confrere.pdf, nature: correspondance_avocats}]",
        "Ajoutez une autre preuve sous `pieces`, ou notez l’échange comme un simple contact, sans `acte`.",
        "Loi n° 71-1130 du 31 décembre 1971, art. 66-5 ; CPC 1528-3",
    ),
    Rule(
        "DC269",
        "collector-without-mandate",
        _W,
        "recouvreur sans mandat écrit",
        "Avant la première démarche d’un recouvreur (`par: recouvreur`), le journal a un `mandat` avec sa pièce.",
        "Qui recouvre pour autrui sans être avocat ni commissaire de justice agit en vertu d’une convention écrite, avec pouvoir de recevoir : "
        "elle dit le fondement et le montant des sommes, la rémunération et le reversement.",
        "- {date: 2026-03-02, acte: relance, par: recouvreur}   # aucun mandat à cette date",
        "Enregistrez `acte: mandat` à la date de la convention, et la convention sous `pieces`.",
        "CPCE R124-3",
    ),
    Rule(
        "DC270",
        "collector-facts-missing",
        _W,
        "recouvreur mal identifié",
        "`conseil` nomme le recouvreur et dit sa déclaration au procureur, son assurance et son compte dédié ; aucune démarche ne précède la "
        "déclaration.",
        "Ces trois garanties sont exigées avant toute démarche : sans elles, ce que le débiteur lui paie n’est ni assuré ni séparé de ses fonds.",
        "conseil: {type: recouvreur, nom: RECOUVRIA}",
        "Ajoutez `declaration_procureur_le`, `assurance` et `compte_dedie` à `conseil`, dans dossier.yaml.",
        "CPCE R124-2",
    ),
    Rule(
        "DC271",
        "collector-letter-mentions",
        _W,
        "lettre de recouvreur sans ses mentions",
        "La première lettre d’un recouvreur porte les mentions du texte (`mentions_recouvreur: oui`) et une référence ; chaque démarche qui "
        "suit rappelle cette référence.",
        "La lettre dit : qui recouvre, avec son adresse, et qu’il recouvre à l’amiable ; le créancier et son adresse ; le fondement et le montant, "
        "principal, intérêts et accessoires distingués, sans les frais qui restent au créancier ; l’invitation à payer et comment ; le texte "
        "des alinéas 2 et 3 de l’article L. 111-8. Les omettre est une contravention (art. R. 124-7).",
        "- {date: 2026-03-02, canal: courrier, acte: relance, par: recouvreur}",
        "Relisez la lettre ; écrivez `mentions_recouvreur: oui` et sa `reference`, puis la même `reference` aux entrées qui suivent.",
        "CPCE R124-4",
    ),
    Rule(
        "DC272",
        "agent-without-mandate",
        _A,
        "requête d’un mandataire sans pouvoir spécial",
        "Quand `signataire` est `commissaire`, le journal a ce jour-là un `mandat` avec sa pièce.",
        "Tout mandataire peut présenter la requête ; celui qui n’est pas avocat justifie d’un pouvoir spécial. Le texte vise la représentation "
        "devant le tribunal : l’appliquer à la requête est un usage.",
        "- {date: 2026-06-29, acte: requete_injonction, signataire: commissaire}",
        "Enregistrez `acte: mandat` à sa date, avec le pouvoir sous `pieces`.",
        "CPC 853, 1407",
    ),
    Rule(
        "DC273",
        "letter-to-another-address",
        _W,
        "mise en demeure envoyée à une autre adresse",
        "`envoyee_a`, quand elle est écrite, est l’adresse du débiteur le jour de la lettre.",
        "Une mise en demeure partie à un ancien siège n’interpelle pas forcément le débiteur : l’intérêt légal et la clause pénale en dépendent.",
        'acte: mise_en_demeure\nenvoyee_a: {voie: 3 rue Ancienne, code_postal: "13001", commune: Marseille}',
        "Vérifiez les deux adresses. Si le débiteur a déménagé après la lettre, écrivez `depuis` sous son adresse ; sinon, une nouvelle lettre "
        "peut partir à la bonne.",
        "C. civ. 1344",
    ),
    Rule(
        "DC274",
        "cost-without-text",
        _W,
        "frais que ni texte ni décision ne met au débiteur",
        "Le `fondement` d’un frais n’est ni une clause du contrat, ni ce que seul un juge accorde (article 700, dommages et intérêts) tant "
        "qu’aucune décision n’est au journal.",
        "Sans titre, les frais de recouvrement restent au créancier et toute clause contraire est réputée non écrite. Une indemnité à apprécier "
        "n’est pas une somme déterminée : le juge de l’injonction la refuse.",
        "- {date: 2026-05-04, libelle: Frais de dossier, montant: 50, fondement: article 9 des conditions générales}",
        "Retirez `fondement` : le frais reste au dossier sans être demandé. Après une décision, enregistrez-la au journal.",
        "CPCE L111-8",
    ),
    Rule(
        "DC275",
        "high-penalty-clause",
        _A,
        "clause pénale élevée",
        "Une clause pénale ne dépasse pas 20 % du principal : ce repère est un réglage du programme, aucun texte ne fixe de taux.",
        "Le juge peut modérer, même d’office, une pénalité manifestement excessive ; c’est aussi un motif de refus partiel d’une injonction.",
        "contrat:\n  clause_penale: {taux: 30, article: 9 des conditions générales}",
        "Rien n’est à corriger si la clause est bien celle du contrat : sachez seulement que le montant peut être réduit.",
        "C. civ. 1231-5",
    ),
    Rule(
        "DC276",
        "trade-name-alone",
        _W,
        "débiteur désigné par son enseigne",
        "Un commerçant, un artisan, un agriculteur, un professionnel libéral ou un particulier a un `nom`, même quand une enseigne le désigne.",
        "Une enseigne n’est pas une personne : la requête nomme celui qui doit, sinon l’ordonnance ne vise personne.",
        "debiteurs:\n  - {id: chez-lulu, type: commercant, denomination: CHEZ LULU}",
        "Cherchez la personne au registre : `nom` et `prenoms` ; si c’est une société, corrigez `type` et `forme`.",
        "CPC 57",
    ),
    Rule(
        "DC277",
        "agreement-not-signed",
        _A,
        "accord que le débiteur n’a pas signé",
        "Un échéancier ou une transaction nomme un débiteur sous `contresigne_par`.",
        "Un calendrier que le créancier accorde seul ne contient aucun aveu du débiteur : il n’interrompt pas la prescription.",
        "- {date: 2026-05-04, acte: echeancier, echeances: [{le: 2026-06-01, montant: 500}]}",
        "Si le débiteur a signé, écrivez `contresigne_par: [creancier, sud-beton]` et joignez l’acte.",
        "C. civ. 2240",
    ),
    Rule(
        "DC278",
        "acknowledgement-without-sum",
        _W,
        "reconnaissance sans la somme écrite",
        "Une reconnaissance dite certaine porte la somme écrite par le débiteur en lettres et en chiffres, sauf entre commerçants ; orale, elle a "
        "au moins une pièce.",
        "Sans cette mention, l’écrit prouve moins : un simple commencement de preuve, dit-on (de mémoire). L’aveu d’une dette que d’autres pièces "
        "prouvent peut garder son effet sur la prescription.",
        "- {date: 2026-05-04, acte: reconnaissance_de_dette, portee: certaine, montant: 4800}",
        "Vérifiez l’acte : `mention_manuscrite: oui` s’il la porte, sinon `portee: a_apprecier`. Un acte contresigné par avocat en dispense.",
        "C. civ. 1376 ; C. com. L110-3",
    ),
    Rule(
        "DC279",
        "electronic-letter-without-consent",
        _W,
        "recommandé électronique sans consentement",
        "Le particulier à qui une lettre recommandée électronique est adressée y a consenti (`consentement_lre: oui`).",
        "L’équivalence avec la lettre recommandée suppose ce consentement quand le destinataire n’est pas un professionnel.",
        "- {date: 2026-05-04, canal: lre, acte: mise_en_demeure, delai_jusqu_au: 2026-05-19}   # débiteur particulier",
        "Écrivez `consentement_lre: oui` s’il a été recueilli, avec sa preuve ; sinon la lettre n’a pas la valeur d’un recommandé sur papier.",
        "CPOST L100",
    ),
)
