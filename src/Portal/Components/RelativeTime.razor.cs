using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>A time as people say it, exact on hover. UTC, because a team in many places reads it.</summary>
public sealed partial class RelativeTime : ComponentBase
{
    [Parameter, EditorRequired]
    public required DateTimeOffset At { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Exact => TimeWords.Exact(At);

    private string Words => TimeWords.Ago(At, Time.GetUtcNow());
}
