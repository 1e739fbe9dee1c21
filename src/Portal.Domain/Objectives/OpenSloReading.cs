namespace Portal.Domain.Objectives;

/// <summary>An objective that was read, what is wrong with it, and what is allowed and unwise.</summary>
public sealed record OpenSloReading(ServiceLevelObjective? Objective, IReadOnlyList<FieldError> Problems, IReadOnlyList<FieldError> Warnings);
