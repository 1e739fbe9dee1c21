using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A state: an icon and a word, coloured by what it means.</summary>
public sealed partial class StatusBadge : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public Tone Tone { get; set; }

    /// <summary>Replaces the tone's own icon.</summary>
    [Parameter]
    public string? Icon { get; set; }

    /// <summary>Whether the state is work in progress; its icon turns.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>What the word means, on hover.</summary>
    [Parameter]
    public string? Meaning { get; set; }

    private string IconName => Icon ?? (Busy ? "loader-circle" : ToneIcon.Of(Tone));
}
