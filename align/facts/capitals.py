"""English words with a capital that are no names: titles, generic words of offices and institutions, beginnings of sentences."""

from __future__ import annotations

TITLES = frozenset(
    "Minister Secretary President Premier Chancellor Chairman Chairwoman Chairperson Chair Governor Mayor Senator Representative "
    "Ambassador General Admiral Colonel Major Captain Commander Lieutenant Sergeant Professor Dr Mr Mrs Ms Miss Judge Justice "
    "King Queen Prince Princess Emperor Empress Pope Director Chief Officer CEO CFO Coach Manager Sir Lord Lady Spokesperson "
    "Spokesman Envoy Commissioner Counselor Deputy Vice Novelist Composer Actor Actress Singer Author Writer Artist".split()
)
GENERIC = frozenset(
    "Prime Foreign Defense Defence State Digital Finance Cabinet House Representatives Councillors Councilors Diet Parliament Congress Senate "
    "Ministry Department Agency Office Bureau Division Committee Commission Council Board Court Supreme High District Police Party "
    "Government Bank Company Corporation Corp Inc Ltd Co Group University College School Institute Center Centre Museum Library "
    "Hospital Station Airport Port Base Camp Air Force Army Navy Marine Corps Maritime Ground Self Self-Defense Forces Fleet Unit "
    "Article Section Chapter Paragraph Item Act Law Constitution Treaty Agreement Protocol Convention Declaration Code Rule Order "
    "Prefecture City Town Village Ward County Province Island Islands River Lake Mount Mt Sea Ocean Strait Bay Peninsula Region "
    "North South East West Northern Southern Eastern Western Central New Great Grand International National World Global United "
    "Nations Union Security Summit Conference Meeting Forum Alliance Plan Program Programme Project Policy Strategy Fund Organization "
    "Association Federation League Cup Games Olympics Olympic Paralympic Stadium Series Tournament Prize Award Nobel Peace Memorial "
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Christmas Easter Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Act Bill Budget Tax Line Expressway Shinkansen "
    "Internet Web English Japanese Figure Table Equation Step Note Yen Typhoon Earthquake Tsunami Covid Buddhist Christian Muslim "
    "Shinto Islamic Catholic Jewish I The A An In On At By For From To Of And Or But If As It Its He She They We You This That These "
    "Those There Here When Where While After Before Since Until With Without Under Over Between Among During Through About Both "
    "Some Many Most All Each Every No Not Only Also However Moreover Furthermore Meanwhile Therefore Thus Although Though Because "
    "According Please Click Select Set Use Open Close Save Enter Press Choose See Back File Edit View Help Tools Menu Window Button "
    "Which What Who Why How His Her Their Our Your My One Two Three Four Five Six Seven Eight Nine Ten First Second Third Last Next "
    "More Less Few Several Other Another Such Same So Then Now Today Yesterday Tomorrow Even Still Just Yet Once Again Up Down Out "
    "Users User Members People Experts Officials Residents Farmers Police Firefighters Research Researchers Students Children Workers "
    "Customers Visitors Inquiries Applications Tickets Admission Access Data System Systems Server Version Summary Overview "
    "Introduction Conclusion Annex Appendix Statement Joint Special Emergency Public Private Social Economic Financial Political "
    "Military Nuclear Missile Defense-Related Trade Industry Commerce Labour Labor Welfare Health Education Culture Sports Science "
    "Technology Environment Energy Agriculture Forestry Fisheries Transport Tourism Land Infrastructure Justice Internal Affairs "
    "Communications Reconstruction Economy Intelligence Space Cyber Command Control Task Exercise Operation Era Period Dynasty Age "
    "Republic Kingdom Democratic People Socialist Federal Royal Imperial Free Open Federal Reserve Monetary Stock Exchange Market "
    "Average Index Prime Standard Growth Agreement Framework Initiative Partnership Cooperation Dialogue Guidelines White Paper Green "
    "Blue Red Black Gold Silver Bronze Golden Day Days Week Month Year Festival Holiday Street Avenue Road Square Park Garden Temple "
    "Shrine Castle Palace Tower Bridge Hall Hotel Building Gate Line Railway Railways Electric Power Gas Steel Motor Motors Heavy "
    "Industries Holdings Airlines Insurance Securities Pharmaceutical Foods Brewery Television Broadcasting News Times Post Press".split()
)
LOOKS_JAPANESE = frozenset(
    "Some More Here Note Make Take Use One Are Save Before Become None Nine Time Name Same Home Were Give Have Are Move Remove Rename "
    "Resize Reset Sample Figure Date Made Women Men Human Money Japan Inside Beside Aside Image Images Menu Mode Mode Mouse Pages Page "
    "Use Uses User Users Tune Zone Bike Game Games Gate Gene Nature Future Share Fire Hope Huge Keep Tea Bus Buses Taxi Taxes Data Media Radio "
    "Sugar Rice Sake Pure Rare Site Sites Suite Tube Type Wine Wide Women Zero Hotel Gas Memo Meat Genome Japanese Economies "
    "Routine Nominee Domain Remote Require Include Measure Measures Foreigners Rescue Rescuers Residents Someone Anyone Someone Noise Nuisance Gains Negotiate Negotiators Negotiation Minutes Souvenir Souvenirs Maintenance Seizure".split()
)
"""Common English words that happen to be spelled like Japanese ones."""
