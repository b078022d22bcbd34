"""Reviews: pages to print, with boxes for what is agreed, in the workbook and on paper."""
