namespace Descent.Charts;

/// <summary>
/// The lines on which a function sampled on a grid has a given value, by marching squares (Lorensen and Cline, 1987,
/// in two dimensions). Positions are in grid units: (column, row), with the samples at whole numbers.
/// </summary>
internal static class Isolines
{
    /// <summary>
    /// The closed loops around every region where the value is at least <paramref name="level"/>. Outside the grid it
    /// counts as lower, so that regions close along the border; NaN counts as lower too.
    /// </summary>
    public static List<List<(double X, double Y)>> Regions(double[][] z, double level)
    {
        int rows = z.Length, columns = z.Length == 0 ? 0 : z[0].Length, stride = columns + 2;
        double At(int r, int c) => r < 0 || c < 0 || r >= rows || c >= columns || double.IsNaN(z[r][c]) ? double.NegativeInfinity : z[r][c];
        bool High(int r, int c) => At(r, c) >= level;

        // An edge of the padded grid is 2·(its first corner) for a horizontal one, and one more for a vertical one.
        int Horizontal(int r, int c) => 2 * ((r + 1) * stride + c + 1);
        int Vertical(int r, int c) => Horizontal(r, c) + 1;

        // Each cell walks its crossings with the high side on the left; every crossed edge is left once and entered once.
        var next = new Dictionary<int, int>();
        for (int r = -1; r < rows; r++)
            for (int c = -1; c < columns; c++)
            {
                bool a = High(r, c), b = High(r, c + 1), d = High(r + 1, c + 1), e = High(r + 1, c);
                int bottom = Horizontal(r, c), right = Vertical(r, c + 1), top = Horizontal(r + 1, c), left = Vertical(r, c);
                switch ((a ? 1 : 0) | (b ? 2 : 0) | (d ? 4 : 0) | (e ? 8 : 0))
                {
                    case 1: next[bottom] = left; break;
                    case 2: next[right] = bottom; break;
                    case 3: next[right] = left; break;
                    case 4: next[top] = right; break;
                    case 6: next[top] = bottom; break;
                    case 7: next[top] = left; break;
                    case 8: next[left] = top; break;
                    case 9: next[bottom] = top; break;
                    case 11: next[right] = top; break;
                    case 12: next[left] = right; break;
                    case 13: next[bottom] = right; break;
                    case 14: next[left] = bottom; break;
                    // Two opposite corners are high: the mean decides whether they are one region.
                    case 5 when At(r, c) + At(r, c + 1) + At(r + 1, c + 1) + At(r + 1, c) >= 4 * level:
                        (next[bottom], next[top]) = (right, left); break;
                    case 5: (next[bottom], next[top]) = (left, right); break;
                    case 10 when At(r, c) + At(r, c + 1) + At(r + 1, c + 1) + At(r + 1, c) >= 4 * level:
                        (next[right], next[left]) = (top, bottom); break;
                    case 10: (next[right], next[left]) = (bottom, top); break;
                }
            }

        (double, double) Crossing(int edge)
        {
            int corner = edge / 2, r = corner / stride - 1, c = corner % stride - 1;
            var (r2, c2) = edge % 2 == 0 ? (r, c + 1) : (r + 1, c);
            double v1 = At(r, c), v2 = At(r2, c2);
            double share = double.IsInfinity(v1) ? 1 : double.IsInfinity(v2) ? 0 : (level - v1) / (v2 - v1);
            return (c + share * (c2 - c), r + share * (r2 - r));
        }

        var loops = new List<List<(double, double)>>();
        foreach (int start in next.Keys.ToArray())
        {
            if (!next.ContainsKey(start))
                continue;
            var loop = new List<(double, double)>();
            for (int edge = start; next.Remove(edge, out int following); edge = following)
                loop.Add(Crossing(edge));
            loops.Add(loop);
        }
        return loops;
    }

    /// <summary>The lines themselves: the loops without the parts that run along the border of the grid.</summary>
    public static List<List<(double X, double Y)>> Lines(double[][] z, double level)
    {
        int rows = z.Length, columns = rows == 0 ? 0 : z[0].Length;
        bool AlongBorder((double X, double Y) p, (double X, double Y) q) =>
            (p.X == q.X && (p.X == 0 || p.X == columns - 1)) || (p.Y == q.Y && (p.Y == 0 || p.Y == rows - 1));
        var lines = new List<List<(double X, double Y)>>();
        foreach (var loop in Regions(z, level))
        {
            int cut = Enumerable.Range(0, loop.Count).FirstOrDefault(i => AlongBorder(loop[i], loop[(i + 1) % loop.Count]), -1);
            var line = new List<(double X, double Y)>();
            for (int k = 0; k < loop.Count; k++)
            {
                var p = loop[(cut + 1 + k) % loop.Count];
                if (line.Count > 0 && AlongBorder(line[^1], p))
                {
                    if (line.Count > 1)
                        lines.Add(line);
                    line = [];
                }
                line.Add(p);
            }
            if (cut < 0)
                line.Add(line[0]);
            if (line.Count > 1)
                lines.Add(line);
        }
        return lines;
    }
}
