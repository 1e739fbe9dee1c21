namespace Portal.Components;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Style">Which colour: <c>stable</c>, <c>canary</c> or <c>plain</c>.</param>
/// <param name="Values">One value per time of the chart; null where nothing was measured.</param>
public sealed record ChartSeries(string Name, string Style, IReadOnlyList<double?> Values);
