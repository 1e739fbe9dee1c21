namespace Portal.Audit.Pages;

/// <summary>Which records; null means all.</summary>
/// <param name="Area">The first word of the action, e.g. <c>rollout</c>.</param>
/// <param name="Text">Looked for in actor and subject.</param>
public sealed record AuditQuestion(string? Area, string? Text);
