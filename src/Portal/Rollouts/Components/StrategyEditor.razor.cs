using Microsoft.AspNetCore.Components;
using Portal.Domain.Rollouts;
using Portal.Rollouts.Pages;

namespace Portal.Rollouts.Components;

/// <summary>A canary's steps, put together without writing anything down.</summary>
public sealed partial class StrategyEditor : ComponentBase
{
    private const int Most = 50;

    [Parameter, EditorRequired]
    public required IReadOnlyList<RolloutStep> Steps { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<IReadOnlyList<RolloutStep>> OnChange { get; set; }

    private int WeightBefore(int position) => Steps.Take(position).OfType<SetWeightStep>().LastOrDefault()?.Weight ?? 0;

    private IEnumerable<string> ProblemsAt(int position) => StrategyProblems.Of(Steps).Where(problem => problem.Step == position).Select(problem => problem.Message);

    private Task Replace(int position, RolloutStep? step) =>
        step is null ? Task.CompletedTask : ChangeAsync(Steps.Select((old, index) => index == position ? step : old));

    private Task Swap(int one, int other) =>
        ChangeAsync(Steps.Select((step, index) => index == one ? Steps[other] : index == other ? Steps[one] : step));

    private Task Remove(int position) => ChangeAsync(Steps.Where((_, index) => index != position));

    private Task Add() => ChangeAsync(Steps.Append(
        Steps[^1] is SetWeightStep { Weight: < 100 } ? new AnalyzeStep(TimeSpan.FromSeconds(30)) : StepChoice.All[0].New(WeightBefore(Steps.Count))));

    private Task ChangeAsync(IEnumerable<RolloutStep> steps) => OnChange.InvokeAsync([.. steps]);
}
