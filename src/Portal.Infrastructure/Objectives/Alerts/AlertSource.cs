namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>What makes an alert one: which object, which revision of it, which transition of that.</summary>
public sealed record AlertSource(string Uid, string Revision, string Transition);
