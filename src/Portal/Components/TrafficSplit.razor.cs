using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>How traffic is shared between stable and canary right now, with the weights that the steps stop at.</summary>
public sealed partial class TrafficSplit : ComponentBase
{
    /// <summary>The canary's share in percent.</summary>
    [Parameter, EditorRequired]
    public required int Canary { get; set; }

    /// <summary>Null at a first installation, which has nothing to compare with.</summary>
    [Parameter]
    public string? StableVersion { get; set; }

    [Parameter, EditorRequired]
    public required string CanaryVersion { get; set; }

    /// <summary>The weights of the steps.</summary>
    [Parameter]
    public IReadOnlyList<int> Stops { get; set; } = [];

    /// <summary>E.g. how long the traffic has been like this.</summary>
    [Parameter]
    public string? Note { get; set; }

    private string Summary => $"Traffic: stable {StableVersion} {100 - Canary} percent, canary {CanaryVersion} {Canary} percent";
}
