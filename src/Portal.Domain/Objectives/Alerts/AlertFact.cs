namespace Portal.Domain.Objectives.Alerts;

/// <summary>One line of an alert's numbers.</summary>
public sealed record AlertFact(string Name, string Value);
