using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Tenancy;
using Portal.Layout;
using Portal.Tenancy.Domains;

namespace Portal.Tenancy.Components;

/// <summary>One domain: how far it is, and the record that proves it.</summary>
public sealed partial class DomainCard : ComponentBase
{
    [Parameter, EditorRequired]
    public required DomainView Domain { get; set; }

    /// <summary>Whether to offer what only an admin may do.</summary>
    [Parameter]
    public bool MayManage { get; set; }

    [Parameter]
    public EventCallback OnCheck { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private DomainState State => Words.Read<DomainState>(Domain.State);

    private (string Text, Tone Tone) Badge => State switch
    {
        DomainState.Verified when Domain.MissingSince is not null => ("Record missing", Tone.Warning),
        DomainState.Verified => ("Verified", Tone.Success),
        DomainState.Pending => ("Waiting for the record", Tone.Info),
        DomainState.Failed => ("Not verified", Tone.Danger),
        _ => ("Lapsed", Tone.Danger),
    };
}
