"""Codes DC450 to DC459: acts at a wrong moment, or towards a wrong person."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule
from dossier.ground.diagnostics import Severity

_W, _A = Severity.WARNING, Severity.ADVICE

RULES: tuple[Rule, ...] = (
    Rule(
        "DC450",
        "reminder-before-due",
        _W,
        "relance avant l’échéance",
        "Une relance ne précède pas la première échéance, sauf un niveau du calendrier placé avant elle (rappel préalable).",
        "Aucun texte ne l’interdit, mais rien n’est encore dû : c’est le plus souvent une date ou une échéance mal saisie.",
        "- {date: 2026-02-10, acte: relance, niveau: relance_2}   # facture échue le 14 février",
        "Vérifiez la date de l’entrée et l’échéance de la facture, ou donnez son `niveau` au rappel.",
    ),
    Rule(
        "DC451",
        "demand-after-opening",
        _W,
        "demande de paiement après le jugement d’ouverture",
        "Aucune relance, mise en demeure, sommation, invitation ni commandement n’est daté du jour du jugement d’ouverture ou d’après, pour une "
        "dette antérieure.",
        "Le débiteur n’a plus le droit de la payer : la créance se déclare. Ce qui est facturé après le jugement suit d’autres règles, et n’est pas "
        "visé.",
        "- {date: 2026-05-04, acte: procedure_collective, type: redressement}\n- {date: 2026-05-20, canal: lrar, acte: mise_en_demeure}",
        "Vérifiez les deux dates ; voyez le délai de déclaration dans l’étape de l’affaire.",
        "C. com. L622-7",
    ),
    Rule(
        "DC452",
        "act-to-nobody",
        _W,
        "acte à un débiteur qui n’est plus",
        "Aucune lettre n’est adressée à une personne après son décès ; aucun acte ne vise une société après sa radiation, sans mandataire ad hoc, ni "
        "après son absorption par son associé unique.",
        "Les héritiers doivent à la place du défunt, l’associé à la place de la société absorbée ; une société radiée reste débitrice, mais quelqu’un "
        "doit la représenter. L’absorption est de mémoire.",
        "- {date: 2026-03-10, acte: deces_debiteur}\n- {date: 2026-03-20, canal: lrar, acte: mise_en_demeure}",
        "Ajoutez les héritiers ou l’associé sous `debiteurs`, ou le mandataire ad hoc sous `representant`, puis adressez-leur l’acte.",
        "CPC 57 ; Com., 20 sept. 2023, n° 21-14.252 ; C. civ. 1844-5",
    ),
    Rule(
        "DC453",
        "seizure-during-grace",
        _W,
        "saisie pendant un délai de grâce",
        "Aucune saisie n’est datée entre la décision qui accorde un délai de grâce et son dernier jour.",
        "La décision suspend les procédures d’exécution.",
        "- {date: 2026-05-04, acte: delai_de_grace, jusqu_au: 2026-12-31}\n- {date: 2026-06-15, acte: saisie, nature: vente}",
        "Vérifiez les dates sur la décision et sur l’acte.",
        "C. civ. 1343-5",
    ),
    Rule(
        "DC454",
        "debtor-not-checked",
        _A,
        "débiteur non vérifié avant l’acte",
        "Une mise en demeure qui n’a pas été reçue, et toute requête, suit de moins de trois mois une vérification du Kbis ou de l’adresse ; la "
        "requête aussi une consultation du BODACC, pour qui est inscrit à un registre. Trois mois est un réglage (`verifications_mois`), non une règle de droit.",
        "Un siège transféré, une radiation ou une procédure ouverte changent le juge, l’adresse de l’acte et la voie elle-même.",
        "- {date: 2026-06-29, acte: requete_injonction}   # aucune entrée sous verifications",
        "Si la vérification a été faite, ajoutez-la avec son jour sous `verifications` du débiteur.",
    ),
    Rule(
        "DC455",
        "dealing-after-assignment",
        _W,
        "démarche après la cession de la créance",
        "Après une cession de la créance, à un factor par exemple, le créancier n’envoie plus de lettre, ne conclut plus d’accord, ne renonce à rien "
        "et ne déclare rien en son nom, sauf mandat du cessionnaire ou rétrocession.",
        "Le créancier n’a plus qualité : ce que le débiteur lui promet ou lui paie peut ne pas valoir envers le cessionnaire. Texte lu, effets de "
        "mémoire.",
        "- {date: 2026-03-02, acte: cession_de_creance, a_qui: FACTORIA}\n- {date: 2026-03-20, canal: courrier, acte: relance}",
        "Enregistrez le `mandat` du cessionnaire, ou la rétrocession : `acte: cession_de_creance`, `a_qui` étant votre dénomination.",
        "C. civ. 1321",
    ),
    Rule(
        "DC456",
        "acknowledgement-after-prescription",
        _A,
        "reconnaissance après la prescription",
        "Une reconnaissance, ou un accord signé du débiteur, précède le dernier jour de prescription le plus tardif de la facture.",
        "On n’interrompt pas un délai fini. L’acte peut valoir renonciation à la prescription acquise s’il est sans équivoque : le juge "
        "l’apprécie.",
        "contrat: {execute_le: 2020-06-01}\n# journal.yaml\n- {date: 2026-03-02, acte: reconnaissance_de_dette}",
        "Vérifiez les dates et les faits interruptifs ; la date de prescription affichée ne tient pas compte de l’acte.",
        "C. civ. 2250, 2251",
    ),
    Rule(
        "DC457",
        "interruption-wiped-out",
        _W,
        "interruption effacée avec l’instance",
        "Une signification ou une assignation dont la prescription dépend n’est pas suivie d’un désistement, d’une caducité ou de l’extinction de "
        "l’instance.",
        "L’interruption est alors non avenue : le délai a continué de courir depuis son premier départ, comme si rien n’avait été fait.",
        "- {date: 2024-03-04, acte: assignation_fond}\n- {date: 2026-06-10, acte: desistement}",
        "Vérifiez la décision qui a mis fin à l’instance, et enregistrez tout autre fait interruptif avec sa preuve.",
        "C. civ. 2243",
    ),
    Rule(
        "DC458",
        "enforcement-too-early",
        _W,
        "exécution prématurée",
        "Un commandement ou une saisie sur un jugement ou une ordonnance de référé suit sa signification, ou est du même jour. Depuis le "
        "1er juillet 2025, une saisie des rémunérations suit d’un mois au moins un commandement.",
        "Une décision ne s’exécute contre celui qu’elle condamne qu’après lui avoir été notifiée, sauf exécution volontaire ou au seul vu de la "
        "minute. Le mois du commandement laisse au débiteur le temps de payer ou de contester avant que son salaire soit saisi.",
        "- {date: 2026-05-04, acte: jugement, executoire_le: 2026-05-04}\n- {date: 2026-06-15, acte: saisie, nature: vente}",
        "Enregistrez la signification ou le commandement à sa date, avec l’acte ; sinon vérifiez la validité de la mesure avec le commissaire "
        "de justice.",
        "CPC 503",
    ),
    Rule(
        "DC459",
        "seizure-on-forbidden-day",
        _W,
        "saisie un dimanche ou un jour férié",
        "Aucune saisie n’est datée d’un dimanche ni d’un des onze jours fériés.",
        "Il y faut une autorisation du juge. Les jours fériés locaux ne sont pas comptés.",
        "- {date: 2026-11-01, acte: saisie, nature: vente}   # dimanche et Toussaint",
        "Vérifiez la date sur l’acte ; gardez l’autorisation sous `pieces` si elle existe.",
        "CPCE L141-1",
    ),
)
