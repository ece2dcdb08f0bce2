"""From the values of a workspace to the same values without the names of anybody: for a site that is shown outside.

Works after the appraisal, so that figures, stages and courts are those of the true case; knows nothing of pages and files.
"""
