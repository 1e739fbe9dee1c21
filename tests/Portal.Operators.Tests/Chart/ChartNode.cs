namespace Portal.Operators.Tests.Chart;

/// <summary>A part of a template: text, a value, or a block with what is inside and what is there otherwise.</summary>
internal sealed record ChartNode(string Kind, string Text, IReadOnlyList<ChartNode> Body, IReadOnlyList<ChartNode> Otherwise);
