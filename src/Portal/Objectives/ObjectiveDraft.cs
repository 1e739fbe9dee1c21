using Portal.Domain.Objectives;

namespace Portal.Objectives;

/// <summary>A document that may be written.</summary>
/// <param name="Spec">JSON, as it goes into the cluster.</param>
internal sealed record ObjectiveDraft(ServiceLevelObjective Objective, string DisplayName, string Spec);
