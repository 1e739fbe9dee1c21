using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Benchmarks.Circuits;

/// <summary>What a server-rendered page tells the Blazor script: which components to make interactive, and their state.</summary>
internal sealed partial record PageMarkers(string Operations, string State)
{
    public static PageMarkers Read(string html)
    {
        var operations = new JsonArray();
        foreach (var marker in Component().Matches(html).Select(match => JsonNode.Parse(match.Groups[1].Value)!))
        {
            // A prerendered component has a second marker where it ends, with the prerenderId alone.
            if (marker["type"]?.ToString() == "server")
            {
                operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
            }
        }

        if (operations.Count == 0)
        {
            throw new InvalidOperationException($"the page has no interactive component: {html[..Math.Min(html.Length, 300)]}");
        }

        var batch = new JsonObject { ["batchId"] = 1, ["operations"] = operations };
        return new PageMarkers(batch.ToJsonString(JsonSerializerOptions.Default), ApplicationState().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex ApplicationState();
}
