namespace Portal.Objectives;

/// <summary>An order about an objective: what to follow, and which objective.</summary>
internal sealed record ObjectiveAccepted(string Operation, string Objective);
