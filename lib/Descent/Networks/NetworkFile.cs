using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Networks;

/// <summary>
/// A network as JSON: <c>{"format": "descent-network", "version": 1, "inputs": 2, "layers": [{"units": 5, "activation": "ReLU",
/// "keepProbability": 1, "W": [[…], …], "b": […]}, …]}</c>, W row by row, numbers in the shortest form that reads back the same.
/// </summary>
internal static class NetworkFile
{
    private const string Format = "descent-network";

    public static void Write(Network network, string path)
    {
        // Written beside the target and moved over it: whoever reads the file sees the old network or the new one.
        string unfinished = path + ".unfinished";
        using (var stream = File.Create(unfinished))
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", 1);
            json.WriteNumber("inputs", network.Inputs);
            json.WriteStartArray("layers");
            foreach (var layer in network.Layers) WriteLayer(json, layer);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        File.Move(unfinished, path, overwrite: true);
    }

    public static Network Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ToString() != Format)
                throw new InvalidDataException($"it has no \"format\": \"{Format}\"");
            if (root.GetProperty("version").GetInt32() != 1)
                throw new InvalidDataException($"it has version {root.GetProperty("version")}, and this program reads version 1");
            var network = Network.Of(root.GetProperty("inputs").GetInt32());
            foreach (var layer in root.GetProperty("layers").EnumerateArray()) ReadLayer(network, layer);
            network.RequireComplete();
            return network;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            string reason = e is KeyNotFoundException ? "a property is missing" : e.Message;
            throw new InvalidDataException($"{path} is not a saved network, or it is damaged: {reason}. Save it again with network.Save(path).", e);
        }
    }

    private static void WriteLayer(Utf8JsonWriter json, Dense layer)
    {
        json.WriteStartObject();
        json.WriteNumber("units", layer.Units);
        json.WriteString("activation", layer.Activation.Name);
        json.WriteNumber("keepProbability", layer.KeepProbability);
        json.WriteStartArray("W");
        foreach (var row in layer.W.EnumerateRows())
        {
            json.WriteStartArray();
            foreach (double weight in row) json.WriteNumberValue(weight);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("b");
        foreach (double bias in layer.Biases) json.WriteNumberValue(bias);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void ReadLayer(Network network, JsonElement json)
    {
        string? name = json.GetProperty("activation").GetString();
        var activation = Activation.All.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new InvalidDataException($"there is no activation \"{name}\" (there are {string.Join(", ", Activation.All)})");
        int units = json.GetProperty("units").GetInt32();
        // Before there is memory for them: a damaged number of units could ask for all there is.
        if (json.GetProperty("W").GetArrayLength() != units)
            throw new InvalidDataException($"W{network.Layers.Count + 1} is not {units}×{network.Outputs}");
        network.Dense(units, activation, json.GetProperty("keepProbability").GetDouble());
        var layer = network.Layers[^1];
        Fill(layer.W, json.GetProperty("W"), $"W{layer.Number}");
        Fill(layer.b, json.GetProperty("b"), $"b{layer.Number}");
    }

    private static void Fill(Matrix<double> target, JsonElement rows, string name)
    {
        double[][] values = [.. rows.EnumerateArray().Select(Row)];
        if (values.Length != target.RowCount || values.Any(row => row.Length != target.ColumnCount))
            throw new InvalidDataException($"{name} is not {target.RowCount}×{target.ColumnCount}");
        if (values.Any(row => !row.All(double.IsFinite)))
            throw new InvalidDataException($"{name} holds a number that is too large for a double");
        for (int i = 0; i < values.Length; i++)
            for (int j = 0; j < values[i].Length; j++)
                target[i, j] = values[i][j];
    }

    private static double[] Row(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array ? [.. row.EnumerateArray().Select(value => value.GetDouble())] : [row.GetDouble()];
}
