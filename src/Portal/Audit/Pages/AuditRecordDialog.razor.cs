using Microsoft.AspNetCore.Components;

namespace Portal.Audit.Pages;

/// <summary>One record with everything that is known of it, and the proof that it is in the log.</summary>
public sealed partial class AuditRecordDialog : ComponentBase
{
    /// <summary>Null shows nothing.</summary>
    [Parameter, EditorRequired]
    public required AuditRecordView? Record { get; set; }

    /// <summary>Null while it is computed.</summary>
    [Parameter]
    public AuditProofView? Proof { get; set; }

    /// <summary>Why there is no proof.</summary>
    [Parameter]
    public string? Missing { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnClose { get; set; }

    private string Title => Record is { } record ? $"Record {record.Sequence}: {AuditWords.Action(record.Action)}" : "";

    private static string Shown(AuditChangeView change, string? value) => value ?? (change.IsErased ? "(erased)" : "none");
}
