Attribute VB_Name = "Salesplan"
Option Explicit

' The macros behind the buttons of a sales plan. Each lets salesplan compute a part of the plan in the open workbook,
' through the Excel add-in of xlwings. The add-in is called by its name, so that no reference to it is needed.
'
' To have them in a workbook of your own: Alt+F11, File > Import File..., and choose this file.

Private Const ADD_IN As String = "xlwings.xlam"
Private Const PACKAGE As String = "salesplan.excel.entries"
Private Const BOX_TITLE As String = "salesplan"

' The name of the cell that says, in the language of the workbook, how Excel is set up.
Private Const SET_UP_CELL As String = "salesplan_set_up"

' All findings, onto the sheet Findings.
Public Sub SalesplanCheck()
    RunEntry "run_check"
End Sub

' The quotas.
Public Sub SalesplanQuota()
    RunEntry "run_quota"
End Sub

' The tiers of the customers.
Public Sub SalesplanTier()
    RunEntry "run_tier"
End Sub

' The scores of the reps, and what they are paid.
Public Sub SalesplanScore()
    RunEntry "run_score"
End Sub

' The scenarios; the plan and the workbook with the scenarios are both open.
Public Sub SalesplanScenario()
    RunEntry "run_scenario"
End Sub

' Why the quota of the selected rep is what it is.
Public Sub SalesplanExplain()
    RunEntry "run_explain"
End Sub

' Everything, in order.
Public Sub SalesplanAll()
    RunEntry "run_all"
End Sub

Private Sub RunEntry(ByVal entry As String)
    Dim reason As String

    ActivatePlan
    On Error GoTo Failed
    Application.Run ADD_IN & "!RunPython", "import " & PACKAGE & "; " & PACKAGE & "." & entry & "()"
    Exit Sub

Failed:
    reason = Err.Description
    If Not AddInIsOpen() Then reason = SetUpHelp()
    MsgBox reason, vbExclamation, BOX_TITLE
End Sub

' The add-in works on the active workbook, which a button does not always stand in. A workbook that shows no window,
' such as PERSONAL.XLSB, only lends its macros: the plan is the active one then.
Private Sub ActivatePlan()
    Dim place As Window

    For Each place In ThisWorkbook.Windows
        If place.Visible Then
            ThisWorkbook.Activate
            Exit Sub
        End If
    Next place
End Sub

Private Function AddInIsOpen() As Boolean
    Dim found As Workbook

    ' Add-ins are not among the workbooks that are counted, but are found by name.
    On Error Resume Next
    Set found = Workbooks(ADD_IN)
    AddInIsOpen = Not found Is Nothing
End Function

Private Function SetUpHelp() As String
    Dim said As String

    On Error Resume Next
    said = ActiveWorkbook.Names(SET_UP_CELL).RefersToRange.Value
    On Error GoTo 0
    If said = "" Or Not CanBeShown(said) Then
        said = "Excel has no xlwings add-in yet, through which these macros run salesplan." & vbNewLine & vbNewLine & _
               "Close Excel, open a command prompt (on a Mac: Terminal), and run:" & vbNewLine & vbNewLine & _
               "salesplan excel install"
    End If
    SetUpHelp = said
End Function

' On Windows a message box shows only the letters of the system's language; all others would be question marks.
Private Function CanBeShown(ByVal said As String) As Boolean
    #If Mac Then
        CanBeShown = True
    #Else
        Dim at As Long

        For at = 1 To Len(said)
            If Asc(Mid$(said, at, 1)) = Asc("?") And Mid$(said, at, 1) <> "?" Then Exit Function
        Next at
        CanBeShown = True
    #End If
End Function
