// Draws this site's survival curve beside the federation's: steps with their interval bands.
'use strict';

(function () {
  const holder = document.getElementById('results-chart');
  if (!holder) return;
  const curves = JSON.parse(document.getElementById('results-data').textContent);
  if (!curves.length) {
    holder.remove();
    return;
  }
  const colours = { own: '#a35b00', federation: '#0b6b74' };
  const names = { own: holder.dataset.own, federation: holder.dataset.federation };
  const last = Math.max(...curves.map(curve => curve.points[curve.points.length - 1][0]));
  const end = Math.max(6, Math.ceil(last / 6) * 6);

  // The interval as one stepped area: along the upper limits, back along the lower ones.
  function band(curve) {
    const points = curve.points.filter(point => point[2] !== null);
    const finish = curve.points[curve.points.length - 1][0];
    const outline = limit => points.flatMap((point, i) => {
      const until = i + 1 < points.length ? points[i + 1][0] : finish;
      return [[point[0], point[limit]], [until, point[limit]]];
    });
    return {
      type: 'custom', silent: true, tooltip: { show: false }, z: 1, data: points.length ? [[points[0][0], 0]] : [],
      renderItem: (parameters, api) => ({
        type: 'polygon',
        shape: { points: [...outline(3), ...outline(2).reverse()].map(point => api.coord(point)) },
        style: { fill: colours[curve.who], opacity: 0.13 }
      })
    };
  }

  const chart = echarts.init(holder, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    aria: { enabled: false },
    grid: { left: 56, right: 24, top: 60, bottom: 50 },
    legend: { top: 0, left: 'center', type: 'plain', data: curves.map(curve => names[curve.who]) },
    tooltip: {
      trigger: 'axis', confine: true,
      valueFormatter: value => (value * 100).toFixed(1) + ' %'
    },
    xAxis: { type: 'value', min: 0, max: end, interval: 6, name: holder.dataset.months, nameLocation: 'middle', nameGap: 30 },
    yAxis: { type: 'value', min: 0, max: 1, name: holder.dataset.share, nameTextStyle: { align: 'left' }, axisLabel: { formatter: value => Math.round(value * 100) + ' %' } },
    series: curves.flatMap(curve => [
      band(curve),
      {
        name: names[curve.who], type: 'line', step: 'end', symbol: 'none', color: colours[curve.who],
        lineStyle: { width: 2.5, type: curve.who === 'own' ? 'solid' : 'dashed' }, data: curve.points.map(point => [point[0], point[1]])
      }
    ])
  });
  window.addEventListener('resize', () => chart.resize());
})();
