"""The signs of the site, as SVG shapes of 16 by 16: icons are drawn in lines, states in shapes that differ without colour."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

ICONS: Mapping[str, Markup] = {
    "search": Markup('<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/>'),
    "menu": Markup('<path d="M2 4h12M2 8h12M2 12h12"/>'),
    "theme": Markup('<circle cx="8" cy="8" r="6"/><path d="M8 2v12"/>'),
    "print": Markup('<path d="M4.5 6V2h7v4M4.5 12H2V6h12v6h-2.5"/><path d="M4.5 9.500h7V14h-7z"/>'),
    "mail": Markup('<path d="M1.500 3.500h13v9h-13z"/><path d="m2 4 6 5 6-5"/>'),
    "phone": Markup(
        '<path d="M3 2h3l1.200 3.500-1.700 1.200a8 8 0 0 0 3.800 3.800l1.200-1.700L14 10v3c-6 1.500-12.500-5-11-11z"/>'
    ),
    "paper": Markup('<path d="M3.500 1.500h6l3 3v10h-9z"/><path d="M9.500 1.500v3h3M5.500 8h5M5.500 11h5"/>'),
    "euro": Markup('<path d="M12.500 3.500a5 5 0 1 0 0 9M1.500 6.800h8M1.500 9.300h7"/>'),
    "person": Markup('<circle cx="8" cy="5" r="3"/><path d="M2 14.500c.5-4 3-5.500 6-5.500s5.500 1.500 6 5.500"/>'),
    "court": Markup('<path d="M8 1.500v13M3 14.500h10M2 4.500h12M4 4.500 2 9.500h4zM12 4.500l-2 5h4z"/>'),
    "note": Markup('<path d="M2.500 2.500h11v11h-11zM5 6h6M5 9h4"/>'),
    "link": Markup(
        '<path d="M6.500 9.500 9.500 6.500M7 4.500l1.500-1.500a3 3 0 0 1 4.300 4.300L11.500 9M9 11.500 7.500 13a3 3 0 0 1-4.300-4.300L4.500 7"/>'
    ),
    "copy": Markup('<path d="M5.500 4.500h8v9h-8z"/><path d="M10.500 4.500v-2h-8v9h3"/>'),
    "down": Markup('<path d="M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11"/>'),
}

STATES: Mapping[str, Markup] = {
    "done": Markup('<circle cx="8" cy="8" r="7" class="f"/><path d="m4.700 8.200 2.300 2.300 4.300-4.700" class="k"/>'),
    "warn": Markup('<path d="M8 1 15.300 14.500H.7z" class="f"/><path d="M8 6v4M8 11.600v1.400" class="k"/>'),
    "block": Markup(
        '<path d="M5.100 1h5.800L15 5.100v5.800L10.900 15H5.100L1 10.900V5.100z" class="f"/><path d="m5.500 5.500 5 5m0-5-5 5" class="k"/>'
    ),
    "wait": Markup('<circle cx="8" cy="8" r="6.200" class="o" stroke-dasharray="2.400 2.470"/>'),
    "todo": Markup('<rect x="2" y="2" width="12" height="12" rx="2" class="o w"/>'),
    "now": Markup('<circle cx="8" cy="8" r="6.200" class="o w"/><circle cx="8" cy="8" r="3.200" class="f"/>'),
}
