using Microsoft.AspNetCore.Components;

namespace Portal.Components;

/// <summary>The steps of something that runs: what is done, what is happening, what is to come.</summary>
public sealed partial class StepTimeline : ComponentBase
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<TimelineStep> Steps { get; set; }

    private static string IconOf(TimelineStep step) => step.State switch
    {
        TimelineStep.Done => "check",
        TimelineStep.Current => step.Icon ?? (step.Busy ? "loader-circle" : "circle-dot"),
        TimelineStep.Failed => "x",
        TimelineStep.Skipped => "minus",
        _ => "circle-dashed",
    };
}
