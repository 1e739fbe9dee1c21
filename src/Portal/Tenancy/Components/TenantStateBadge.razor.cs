using Microsoft.AspNetCore.Components;
using Portal.Components;
using Portal.Domain.Tenancy;

namespace Portal.Tenancy.Components;

/// <summary>Where a tenant stands, in a word.</summary>
public sealed partial class TenantStateBadge : ComponentBase
{
    /// <summary>A word of <see cref="TenantState"/>.</summary>
    [Parameter, EditorRequired]
    public required string State { get; set; }

    private Tone Tone => State switch
    {
        nameof(TenantState.Active) => Tone.Success,
        nameof(TenantState.Suspended) => Tone.Warning,
        nameof(TenantState.Deleting) => Tone.Danger,
        nameof(TenantState.Provisioning) => Tone.Info,
        _ => Tone.Neutral,
    };
}
